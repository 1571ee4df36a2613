// <RefusedFields error={save.error}> … <Field name="email" … /> … </RefusedFields>
// Shows each of the server's errors at its field, matched by the field's name in the request.
import { createContext, type JSX, type ParentProps, useContext } from 'solid-js';
import { Refusal } from '../server/client.ts';
import { refusalSentence } from '../words/words.ts';

type Finding = Refusal['params'];

const Refused = createContext<() => unknown>(() => null);

export function RefusedFields(props: ParentProps<{ error: unknown }>): JSX.Element {
  return <Refused.Provider value={() => props.error}>{props.children}</Refused.Provider>;
}

/** The sentence about a field of the request, such as `email` or `what.from`; null where nothing is wrong with it. */
export function useRefused(): (field: string | undefined) => string | null {
  const error = useContext(Refused);
  return (field) => {
    const refused = error();
    if (field === undefined || !(refused instanceof Refusal) || refused.code !== 'invalid-input') return null;
    const findings = Array.isArray(refused.detail) ? (refused.detail as Finding[]) : [refused.params];
    const found = findings.find((one) => one.field === field);
    return found ? refusalSentence('invalid-input', found) : null;
  };
}
