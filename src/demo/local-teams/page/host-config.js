/**
 * How cards look here. The colours are names of CSS variables (theme.css), which the renderer passes through as they
 * are: a change between light and dark then needs no new rendering, so nobody loses what they have typed.
 */

const colour = (name) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` })

const foregroundColors = {
	default: { default: 'var(--card-text)', subtle: 'var(--card-subtle)' },
	dark: { default: 'var(--card-text)', subtle: 'var(--card-subtle)' },
	light: { default: 'var(--card-subtle)', subtle: 'var(--card-subtle)' },
	accent: colour('accent'),
	good: colour('good'),
	warning: colour('warning'),
	attention: colour('attention'),
}

const containerStyle = (name) => ({
	backgroundColor: `var(--box-${name})`,
	borderColor: `var(--box-${name}-line)`,
	foregroundColors,
})

export const hostConfig = {
	supportsInteractivity: true,
	choiceSetInputValueSeparator: ',',
	spacing: { small: 6, default: 10, medium: 16, large: 24, extraLarge: 36, padding: 14 },
	separator: { lineThickness: 1, lineColor: 'var(--line)' },
	imageSizes: { small: 40, medium: 80, large: 160 },
	fontTypes: {
		default: {
			fontFamily: 'var(--font)',
			fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 26 },
			fontWeights: { lighter: 300, default: 400, bolder: 650 },
		},
		monospace: {
			fontFamily: 'var(--mono)',
			fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
			fontWeights: { lighter: 300, default: 400, bolder: 650 },
		},
	},
	lineHeights: { small: 18, default: 22, medium: 24, large: 27, extraLarge: 33 },
	containerStyles: {
		default: { backgroundColor: 'var(--box-default)', foregroundColors },
		emphasis: containerStyle('emphasis'),
		accent: containerStyle('accent'),
		good: containerStyle('good'),
		warning: containerStyle('warning'),
		attention: containerStyle('attention'),
	},
	inputs: {
		label: {
			inputSpacing: 'small',
			requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
			optionalInputs: { weight: 'bolder' },
		},
		errorMessage: { color: 'attention', weight: 'default', size: 'small' },
	},
	// Teams shows at most six actions; more of them are a mistake that should be seen here as well.
	actions: {
		maxActions: 6,
		spacing: 'medium',
		buttonSpacing: 8,
		actionsOrientation: 'horizontal',
		actionAlignment: 'left',
		showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
	},
	textBlock: { headingLevel: 3 },
	textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
	factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 180 }, value: { wrap: true }, spacing: 14 },
	table: { cellSpacing: 8 },
	imageSet: { imageSize: 'medium', maxImageHeight: 100 },
	adaptiveCard: { allowCustomStyle: true },
}
