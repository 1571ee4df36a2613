/** Marks a value that JSON cannot represent exactly; only its row is refused. */
export class Unreadable {
  readonly code: 'duplicate-key' | 'not-a-number';
  /** As written, or the name that is there twice. */
  readonly written: string;
  /** In the file, from 1. */
  readonly line: number;
  constructor(code: Unreadable['code'], written: string, line: number) {
    this.code = code;
    this.written = written;
    this.line = line;
  }
  /** A refused row goes back with what was written. */
  toJSON(): string {
    return this.written;
  }
}
