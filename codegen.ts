import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for every operation in src/client/operations, used by tests and the terminal client. */
const config: CodegenConfig = {
  schema: './schema.graphql',
  documents: './src/client/operations/*.graphql',
  generates: {
    './src/client/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: {
          DateTime: 'string',
          EmailAddress: 'string',
          PhoneNumber: 'string',
          URL: 'string',
          JSON: 'unknown',
          JSONObject: 'Record<string, unknown>',
        },
        strictScalars: true,
      },
    },
  },
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
};

export default config;
