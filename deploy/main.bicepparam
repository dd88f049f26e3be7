// Example values. Copy this file, fill in your own, and keep the copy out of version control.
using './main.bicep'

param name = 'digicheck'
param location = 'westeurope'
param dataLocation = 'germanywestcentral'
param registryName = 'digicheckeschenwerder'
param image = 'digicheck-bot:0.1.0'

// Entra group of the people who import towns.
param operatorPrincipalId = '00000000-0000-4000-8000-00000000c0de'

// Only if you chose an Entra app registration with a client secret instead of the managed identity:
// param appType = 'SingleTenant'
// param entraAppId = '00000000-0000-4000-8000-000000000000'
// param entraAppPassword = readEnvironmentVariable('MICROSOFT_APP_PASSWORD')
