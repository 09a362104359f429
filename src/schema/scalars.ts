/** The scalars of the schema. */
export {
  GraphQLDateTime as DateTime,
  GraphQLEmailAddress as EmailAddress,
  GraphQLPhoneNumber as PhoneNumber,
} from 'graphql-scalars';
