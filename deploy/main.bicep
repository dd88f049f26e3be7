// DigiCheck in Azure: one identity, one database, one container app, one bot. No keys between them.
// Read deploy/README.md first: this file has never been compiled or deployed by its authors.

targetScope = 'resourceGroup'

@description('Short name that every resource name begins with.')
@minLength(3)
@maxLength(16)
param name string = 'digicheck'

@description('Region of the container app, the logs and the identity.')
param location string = 'westeurope'

@description('Region of the database. Germany West Central keeps all answers in Germany.')
param dataLocation string = 'germanywestcentral'

@description('Region of the bot registration. Azure Bot Service knows only these; westeurope keeps its data in the EU.')
@allowed([
  'westeurope'
  'global'
])
param botLocation string = 'westeurope'

@description('Price tier of the bot. Teams is a standard channel, so its messages are free in both; F0 has no service level agreement.')
@allowed([
  'F0'
  'S1'
])
param botSku string = 'F0'

@description('Name of the existing container registry in this resource group.')
param registryName string

@description('Image with its tag, without the registry, such as digicheck-bot:0.1.0.')
param image string

@description('UserAssignedMSI: no secret anywhere. SingleTenant: an Entra app registration with a client secret.')
@allowed([
  'UserAssignedMSI'
  'SingleTenant'
])
param appType string = 'UserAssignedMSI'

@description('SingleTenant only: application (client) id of the Entra app registration.')
param entraAppId string = ''

@description('SingleTenant only: the client secret of the Entra app registration.')
@secure()
param entraAppPassword string = ''

@description('Signs the links to documents, which live for a quarter of an hour. A new one with every deployment is as good as any.')
@secure()
param linkKey string = '${newGuid()}${newGuid()}'

@description('Home tenant of the bot: the tenant of the identity or of the Entra app registration, not that of a town.')
param appTenantId string = subscription().tenantId

@description('Object id of the Entra group or person that may import towns. Empty: nobody but the bot reaches the data.')
param operatorPrincipalId string = ''

@description('Instances that always run. Two, if an instance may fail without anybody noticing.')
@minValue(1)
param minReplicas int = 1

@description('Instances at most.')
@minValue(1)
param maxReplicas int = 4

@description('How much the bot logs.')
@allowed([
  'debug'
  'info'
  'warn'
  'error'
])
param logLevel string = 'info'

var suffix = uniqueString(resourceGroup().id)
var usesIdentity = appType == 'UserAssignedMSI'
var appId = usesIdentity ? identity.properties.clientId : entraAppId

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

module data 'modules/data.bicep' = {
  name: '${name}-data'
  params: {
    accountName: '${name}-${suffix}'
    location: dataLocation
    appPrincipalId: identity.properties.principalId
    operatorPrincipalId: operatorPrincipalId
  }
}

module app 'modules/app.bicep' = {
  name: '${name}-app'
  params: {
    name: name
    location: location
    identityName: identity.name
    registryName: registryName
    image: image
    appType: appType
    appId: appId
    appTenantId: appTenantId
    appPassword: usesIdentity ? '' : entraAppPassword
    linkKey: linkKey
    cosmosEndpoint: data.outputs.endpoint
    cosmosDatabase: data.outputs.databaseName
    minReplicas: minReplicas
    maxReplicas: maxReplicas
    logLevel: logLevel
  }
}

module bot 'modules/bot.bicep' = {
  name: '${name}-bot'
  params: {
    name: '${name}-bot-${suffix}'
    location: botLocation
    sku: botSku
    appType: appType
    appId: appId
    appTenantId: appTenantId
    identityId: usesIdentity ? identity.id : ''
    hostname: app.outputs.hostname
  }
}

@description('MICROSOFT_APP_ID for the build of the Teams app.')
output microsoftAppId string = appId

@description('PUBLIC_HOSTNAME for the build of the Teams app.')
output publicHostname string = app.outputs.hostname

@description('COSMOS_ENDPOINT for the import of a town.')
output cosmosEndpoint string = data.outputs.endpoint
