/** Wires resumes. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Resume as ShownResume } from '../db/tables/index.js';
import { failureText, resumeContent } from '../domain/resume/read.js';
import { deleteResume, uploadResume } from '../domain/resume/upload.js';
import { File } from '../schema/file.js';
import { Resume } from '../schema/resume.js';
import { JSONObject } from '../schema/scalars.js';
import { User } from '../schema/user.js';
import { SignedIn } from './guard.js';

@Resolver(() => Resume)
export class ResumeResolver {
  @SignedIn()
  @Mutation(() => Resume, {
    description:
      'Makes a file the resume of the signed-in user, in place of an earlier one; it is then read in the background. The same bytes again change nothing, unless they could not be read. Errors: NOT_FOUND, BAD_USER_INPUT, RATE_LIMITED (30 an hour).',
  })
  uploadResume(
    @Ctx() ctx: Context,
    @Arg('fileId', () => ID, { description: 'A READY file for RESUME.' }) fileId: string,
  ) {
    return uploadResume(ctx, fileId);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Deletes the resume of the signed-in user. Uploading the same file within 30 days brings it back; then it is gone for good. Errors: NOT_FOUND.',
  })
  deleteResume(@Ctx() ctx: Context) {
    return deleteResume(ctx);
  }

  @FieldResolver(() => User, { description: 'Whose it is.' })
  user(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return ctx.loaders.userById.load(resume.userId);
  }

  @FieldResolver(() => File, { description: 'The document.' })
  file(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return ctx.loaders.fileById.load(resume.fileId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it could not be read; null unless FAILED.' })
  failure(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return failureText(ctx, resume);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its text, in reading order.' })
  async text(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return (await resumeContent(ctx, resume)).text;
  }

  @FieldResolver(() => JSONObject, {
    nullable: true,
    description:
      'The parsed resume in the JSON Resume format (jsonresume.org, schema 1.x). What is not in the text is absent.',
  })
  async document(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return (await resumeContent(ctx, resume)).document;
  }

  @FieldResolver(() => [String], { description: 'Its skills by their usual names, such as Kubernetes for k8s.' })
  async skills(@Ctx() ctx: Context, @Root() resume: ShownResume) {
    return (await resumeContent(ctx, resume)).skills;
  }
}
