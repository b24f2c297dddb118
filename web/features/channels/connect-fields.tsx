import type { ReactNode } from "react";
import type { Outputs } from "#web/lib/trpc.ts";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

export type NetworkOffer = Outputs["channels"]["networks"][number];
type Wanted = NetworkOffer["fields"][number];
export type Values = Record<string, string>;

/** What a form starts with. */
export const valuesOf = (fields: Wanted[]): Values =>
  Object.fromEntries(fields.map((field) => [field.name, field.value ?? ""]));

/** Whether everything that is needed was typed. */
export const complete = (fields: Wanted[], values: Values): boolean =>
  fields.every((field) => field.optional || (values[field.name] ?? "").trim() !== "");

type Props = { fields: Wanted[]; values: Values; onChange: (values: Values) => void; optionalWord: string };

/** The fields a network asks for. Browsers must not offer the account's own password for a key, nor keep it. */
export const ConnectFields = ({ fields, values, onChange, optionalWord }: Props) =>
  fields.map((field, at) => {
    const set = (value: string) => onChange({ ...values, [field.name]: value });
    return (
      <Field key={field.name} label={field.label} help={field.help} aside={field.optional && optionalWord}>
        {(wiring) =>
          field.kind === "lines" ? (
            <Textarea
              {...wiring}
              rows={8}
              spellCheck={false}
              value={values[field.name] ?? ""}
              onChange={(event) => set(event.currentTarget.value)}
              className="font-mono text-12"
            />
          ) : (
            <TextInput
              {...wiring}
              // What is not needed does not draw the eye away from the steps above it.
              autoFocus={at === 0 && !field.optional}
              type={field.kind === "secret" ? "password" : "text"}
              inputMode={field.kind === "url" ? "url" : undefined}
              autoComplete="off"
              autoCapitalize="none"
              autoCorrect="off"
              data-1p-ignore
              spellCheck={false}
              placeholder={field.example}
              value={values[field.name] ?? ""}
              onChange={(event) => set(event.currentTarget.value)}
              className={field.kind === "secret" ? "font-mono" : undefined}
            />
          )
        }
      </Field>
    );
  });

/** One numbered step of a page that says where to click. */
export const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <li className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3">
    <span aria-hidden className="grid size-6 place-items-center rounded-full bg-active text-12 font-strong text-text-2">
      {number}
    </span>
    <div className="grid gap-3">
      <h3 className="leading-6 font-strong">{title}</h3>
      {children}
    </div>
  </li>
);

/** What to do at the network, step by step, in its own words. */
export const NetworkSteps = ({ steps, from }: { steps: NetworkOffer["steps"]; from: number }) =>
  steps.map((step, at) => (
    <Step key={step.title} number={from + at} title={step.title}>
      <p className="text-text-2">{step.text}</p>
      {step.link && (
        <a href={step.link.url} target="_blank" rel="noreferrer" className="link justify-self-start">
          {step.link.label}
        </a>
      )}
    </Step>
  ));
