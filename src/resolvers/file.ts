/** Wires files. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { FileRow } from '../db/tables/index.js';
import { completeUpload } from '../domain/file/complete.js';
import { deleteFile } from '../domain/file/delete.js';
import { downloadUrl, rejectionText, thumbnailUrl } from '../domain/file/read.js';
import { requestUpload } from '../domain/file/request.js';
import { File, RequestUploadInput, UploadTicket } from '../schema/file.js';
import { URL } from '../schema/scalars.js';
import { SignedIn } from './guard.js';

@Resolver(() => File)
export class FileResolver {
  @SignedIn()
  @Mutation(() => UploadTicket, {
    description:
      'Announces a file; what it returns says where to send it. Errors: UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE (also when the account holds 1 GB already), RATE_LIMITED, BAD_USER_INPUT.',
  })
  requestUpload(
    @Ctx() ctx: Context,
    @Arg('input', () => RequestUploadInput, { description: 'The file.' }) input: RequestUploadInput,
  ) {
    return requestUpload(ctx, input);
  }

  @SignedIn()
  @Mutation(() => File, {
    description:
      'To be called once the file has been sent: looks at what arrived, and takes or refuses it. Safe to send again. Errors: NOT_FOUND, CONFLICT while nothing has arrived.',
  })
  completeUpload(@Ctx() ctx: Context, @Arg('fileId', () => ID, { description: 'The file.' }) fileId: string) {
    return completeUpload(ctx, fileId);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Deletes a file for good. Errors: NOT_FOUND, CONFLICT for the file of the resume.',
  })
  deleteFile(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The file.' }) id: string) {
    return deleteFile(ctx, id);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was refused; null unless it was.' })
  rejection(@Ctx() ctx: Context, @Root() file: FileRow) {
    return rejectionText(ctx, file);
  }

  @FieldResolver(() => URL, { nullable: true, description: 'Where to read it, good for 5 minutes; null unless READY.' })
  downloadUrl(@Ctx() ctx: Context, @Root() file: FileRow) {
    return downloadUrl(ctx, file);
  }

  @FieldResolver(() => URL, {
    nullable: true,
    description: 'Of an avatar: the same picture with 64 by 64 pixels instead of 256 by 256.',
  })
  thumbnailUrl(@Ctx() ctx: Context, @Root() file: FileRow) {
    return thumbnailUrl(ctx, file);
  }
}
