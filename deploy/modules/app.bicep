// The bot itself: a container app that always runs, its logs, and its right to pull the image.

param name string
param location string
param identityName string
param registryName string
param image string
param appType string
param appId string
param appTenantId string
@secure()
param appPassword string
@secure()
param linkKey string
param cosmosEndpoint string
param cosmosDatabase string
param queueEndpoint string
param minReplicas int
param maxReplicas int
param logLevel string

var port = 3978
// Built-in role "AcrPull".
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
var hasPassword = appType == 'SingleTenant'

var commonEnv = [
  {
    name: 'PORT'
    value: string(port)
  }
  {
    name: 'MICROSOFT_APP_ID'
    value: appId
  }
  {
    name: 'MICROSOFT_APP_TYPE'
    value: appType
  }
  {
    name: 'MICROSOFT_APP_TENANT_ID'
    value: appTenantId
  }
  {
    name: 'AZURE_CLIENT_ID'
    value: identity.properties.clientId
  }
  {
    name: 'COSMOS_ENDPOINT'
    value: cosmosEndpoint
  }
  {
    name: 'COSMOS_DATABASE'
    value: cosmosDatabase
  }
  {
    name: 'QUEUE_ENDPOINT'
    value: queueEndpoint
  }
  {
    name: 'LOG_LEVEL'
    value: logLevel
  }
  {
    name: 'PUBLIC_URL'
    value: 'https://${name}.${environment.properties.defaultDomain}'
  }
  {
    name: 'LINK_KEY'
    secretRef: 'link-key'
  }
]
// Signs the links to plans and pictures; every instance has the same one.
var commonSecrets = [
  {
    name: 'link-key'
    value: linkKey
  }
]
var passwordSecrets = [
  {
    name: 'microsoft-app-password'
    value: appPassword
  }
]
var passwordEnv = [
  {
    name: 'MICROSOFT_APP_PASSWORD'
    secretRef: 'microsoft-app-password'
  }
]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: acrPull
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2022-10-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    // Logs go by diagnostic setting below, so that no workspace key is needed.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

resource logSetting 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'http'
      }
      registries: [
        {
          server: registry.properties.loginServer
          identity: identity.id
        }
      ]
      secrets: hasPassword ? concat(commonSecrets, passwordSecrets) : commonSecrets
    }
    template: {
      containers: [
        {
          name: 'bot'
          image: '${registry.properties.loginServer}/${image}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: hasPassword ? concat(commonEnv, passwordEnv) : commonEnv
          probes: [
            {
              type: 'Liveness'
              httpGet: {
                path: '/livez'
                port: port
                scheme: 'HTTP'
              }
              initialDelaySeconds: 10
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: port
                scheme: 'HTTP'
              }
              initialDelaySeconds: 3
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 6
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'open-requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
  dependsOn: [
    pull
  ]
}

output hostname string = app.properties.configuration.ingress.fqdn
