/** Files and their upload. */
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { FilePurpose, FileStatus } from './enums.js';
import { Node } from './node.js';
import { DateTime, URL } from './scalars.js';

@ObjectType({ implements: Node, description: 'An uploaded file.', simpleResolvers: true })
export class File extends Node {
  @Field(() => FilePurpose, { description: 'What it is for.' })
  purpose!: FilePurpose;
  @Field(() => FileStatus, { description: 'Whether it was taken.' })
  status!: FileStatus;
  @Field(() => String, { description: 'Its name, as the client gave it.' })
  filename!: string;
  @Field(() => String, { description: 'As announced; once READY, what its bytes are.' })
  contentType!: string;
  @Field(() => Int, { description: 'Bytes: as announced; once READY, as counted.' })
  byteSize!: number;
  @Field(() => DateTime, { description: 'When its upload was asked for.' })
  createdAt!: Date;
}

@InputType({ description: 'Announces an upload.' })
export class RequestUploadInput {
  @Field(() => FilePurpose, { description: 'What the file is for.' })
  purpose!: FilePurpose;
  @Field(() => String, { description: 'Its name, 1 to 255 characters, without a path.' })
  filename!: string;
  @Field(() => String, {
    description:
      'RESUME: PDF, DOCX, plain text, Markdown. RECORDING: WebM, MP3, MP4/M4A, WAV, Ogg. AVATAR: JPEG, PNG, WebP. QUESTIONS: JSON, JSON Lines, CSV, Markdown.',
  })
  contentType!: string;
  @Field(() => Int, { description: 'Its exact size in bytes: at most 10 MB, 200 MB, 5 MB and 200 MB.' })
  byteSize!: number;
}

@ObjectType({ description: 'A header of a request, or a field of a form.', simpleResolvers: true })
export class UploadHeader {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => String, { description: 'Its value, to be sent as it stands.' })
  value!: string;
}

@ObjectType({
  description:
    'Where to send a file, straight to the object store. PUT: the file is the body. POST: multipart/form-data with the fields in this order, then the file as `file`. Then call completeUpload.',
  simpleResolvers: true,
})
export class UploadTicket {
  @Field(() => File, { description: 'The file, PENDING.' })
  file!: File;
  @Field(() => String, { description: 'POST or PUT.' })
  method!: string;
  @Field(() => URL, { description: 'Where to.' })
  url!: string;
  @Field(() => [UploadHeader], { description: 'The headers to send with it.' })
  headers!: UploadHeader[];
  @Field(() => [UploadHeader], { description: 'The form fields to send before the file; none with PUT.' })
  fields!: UploadHeader[];
  @Field(() => DateTime, { description: 'Until when it can be sent.' })
  expiresAt!: Date;
}
