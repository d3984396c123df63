/** What an operation answers that is a file rather than JSON: it is read as it is sent, and never held whole. */
export class FileAnswer {
  readonly name: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<string>;

  /** @param name what the file is called where it is saved: letters, digits, `-` and `.` */
  constructor(name: string, contentType: string, chunks: AsyncIterable<string>) {
    this.name = name;
    this.contentType = contentType;
    this.chunks = chunks;
  }
}
