// The embedded database as the product starts it: a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { program } from './programs.ts';

export type Embedded = { socket: string; process: ChildProcess; stop: () => Promise<void> };

/** Rejects with what the process said when it could not be started. */
export function startEmbedded(folder: string): Promise<Embedded> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program('embedded'), folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('exit', (code) => failed(new Error(`The embedded database ended with ${code}: ${said}`)));
    child.on('message', (message: { ready: boolean; socket: string }) => {
      if (message.ready) done({ socket: message.socket, process: child, stop: () => ended(child, 'SIGTERM') });
    });
  });
}

/** Ends a process and waits until it is gone. */
export function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill(signal);
  });
}
