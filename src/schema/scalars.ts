/** The scalars of the schema. */
export {
  GraphQLDateTime as DateTime,
  GraphQLEmailAddress as EmailAddress,
  GraphQLJSONObject as JSONObject,
  GraphQLPhoneNumber as PhoneNumber,
  GraphQLURL as URL,
} from 'graphql-scalars';
