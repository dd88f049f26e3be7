import { nameIt, say } from './texts.js'

export const initials = (name) => {
	const parts = name.split(' ').filter((part) => /^\p{L}/u.test(part))
	return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? parts.at(-1)[0] : ''}`.toUpperCase()
}

const badge = (unread) => {
	const element = document.createElement('span')
	element.className = 'badge'
	element.dataset.testid = 'unread'
	element.textContent = String(unread)
	// The bare number says nothing to a listener; the words do.
	element.setAttribute('role', 'img')
	return nameIt(element, 'unread', { count: unread })
}

const entry = ({ url, avatar, title, note, unread, current, onOpen }) => {
	const link = document.createElement('a')
	link.className = 'side-entry'
	link.href = url
	if (current) link.setAttribute('aria-current', current)
	const picture = document.createElement('span')
	picture.className = 'avatar'
	picture.setAttribute('aria-hidden', 'true')
	picture.textContent = avatar
	const names = document.createElement('span')
	names.className = 'side-names'
	const name = document.createElement('span')
	name.className = 'side-name'
	name.textContent = title
	const small = document.createElement('small')
	small.textContent = note
	names.append(name, ...(note ? [small] : []))
	link.append(picture, names, ...(unread > 0 ? [badge(unread)] : []))
	// A plain link, so that a second person can be opened in a second tab; an ordinary click stays on the page.
	link.addEventListener('click', (event) => {
		if (event.metaKey || event.ctrlKey || event.shiftKey) return
		event.preventDefault()
		onOpen()
	})
	const item = document.createElement('li')
	item.append(link)
	return { item, link }
}

/** The people of the town by department, and the channels below them. */
export const drawPeople = ({ people, channels, at, peopleBox, channelBox, channelNav, urlOf, open }) => {
	const groups = Map.groupBy(people, ({ department }) => department)
	const sections = [...groups].map(([department, members]) => {
		const list = document.createElement('ul')
		list.className = 'side-list'
		for (const { id, name, title, unread } of members) {
			const place = { personId: id, channelId: '' }
			const current = at.personId === id && (at.channelId ? 'true' : 'page')
			const { item, link } = entry({
				url: urlOf(place),
				avatar: initials(name),
				title: name,
				note: title,
				unread,
				current,
				onOpen: () => open(place),
			})
			link.dataset.testid = `person-${id}`
			list.append(item)
		}
		if (!department) return [list]
		const heading = document.createElement('h3')
		heading.className = 'side-group'
		heading.textContent = department
		return [heading, list]
	})
	peopleBox.replaceChildren(...sections.flat())
	channelNav.hidden = !at.personId
	channelBox.replaceChildren(
		...channels.map(({ id, name, unread }) => {
			const place = { personId: at.personId, channelId: id }
			const { item, link } = entry({
				url: urlOf(place),
				avatar: '#',
				title: name,
				note: '',
				unread,
				current: at.channelId === id && 'page',
				onOpen: () => open(place),
			})
			link.dataset.testid = 'channel'
			return item
		}),
	)
}

/** The line that stands for the list on a phone. */
export const drawCurrent = ({ person, channel, others, avatar, name, role, unread }) => {
	avatar.textContent = person ? initials(person.name) : '?'
	if (person) {
		delete name.dataset.text
		name.textContent = person.name
	} else say(name, 'noOne')
	role.textContent = channel?.name ?? person?.title ?? ''
	unread.hidden = others === 0
	unread.textContent = String(others)
}
