/** The scalars of the schema. */
export {
  GraphQLDateTime as DateTime,
  GraphQLEmailAddress as EmailAddress,
  GraphQLJSON as JSONValue,
  GraphQLJSONObject as JSONObject,
  GraphQLPhoneNumber as PhoneNumber,
  GraphQLURL as URL,
} from 'graphql-scalars';
