import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { type Network, networks } from "#shared/channel.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { controlClass, Field, TextInput } from "#web/ui/field.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { Period } from "./period.ts";

type Props = { brand: string; period: Period; onClose: () => void };
type Typed = {
  name: string;
  network: Network;
  from: string;
  to: string;
  followers: string;
  posts: string;
  interactions: string;
};

const whole = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : null);

/** Public counts of one page, typed in: for the few that no file has. */
export function RivalHandDialog({ brand, period, onClose }: Props) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState<Typed>({
    ...{ name: "", network: "instagram", followers: "", posts: "", interactions: "" },
    ...period,
  });
  const save = useMutation(
    trpc.reports.saveRival.mutationOptions({
      onSuccess: (_, input) => {
        showToast({ text: t("rivals.saved", { name: input.name }) });
        onClose();
        return queries.invalidateQueries(trpc.reports.pathFilter());
      },
    }),
  );
  const counts = {
    followers: typed.followers.trim() ? whole(typed.followers) : null,
    posts: whole(typed.posts),
    interactions: whole(typed.interactions),
  };
  const good =
    typed.name.trim() !== "" &&
    typed.from <= typed.to &&
    counts.posts !== null &&
    counts.interactions !== null &&
    !(typed.followers.trim() && counts.followers === null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { network, from, to, name } = typed;
    if (good)
      save.mutate({
        brand,
        name: name.trim(),
        counts: {
          network,
          from,
          to,
          followers: counts.followers,
          posts: counts.posts ?? 0,
          interactions: counts.interactions ?? 0,
        },
      });
  };
  return (
    <Dialog
      open
      title={t("rivals.byHand")}
      onOpenChange={(now) => !now && onClose()}
      footer={
        <Button type="submit" form={form} variant="primary" busy={save.isPending} className="ml-auto">
          {t("rivals.save")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-3">
        <Fields typed={typed} onType={(more) => setTyped({ ...typed, ...more })} />
        {tried && !good && (
          <p role="alert" className="text-12 text-ask">
            {t("rivals.needed")}
          </p>
        )}
        {save.isError &&
          (codeOf(save.error) === "conflict" ? (
            <p role="alert" className="text-12 text-ask">
              {t("rivals.clash")}
            </p>
          ) : (
            <Problem error={save.error} />
          ))}
      </form>
    </Dialog>
  );
}

function Fields({ typed, onType }: { typed: Typed; onType: (more: Partial<Typed>) => void }) {
  const { t } = useTexts("reportScreens");
  return (
    <>
      <Field label={t("rivals.name")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            maxLength={120}
            value={typed.name}
            onChange={(event) => onType({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("filter.network")}>
        {(wiring) => (
          <select
            {...wiring}
            value={typed.network}
            onChange={(event) => onType({ network: event.target.value as Network })}
            className={`${controlClass} h-8 px-2 max-sm:h-11`}
          >
            {networks
              .filter((one) => one !== "sandbox" && one !== "file" && one !== "feed")
              .map((one) => (
                <option key={one} value={one}>
                  {networkName(one)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {(["from", "to"] as const).map((end) => (
          <Field key={end} label={t(`rivals.${end}`)}>
            {(wiring) => (
              <TextInput
                {...wiring}
                type="date"
                value={typed[end]}
                onChange={(event) => onType({ [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="grid grid-cols-3 gap-3">
        {(["followers", "posts", "interactions"] as const).map((count) => (
          <Field key={count} label={t(`rivals.${count}`)}>
            {(wiring) => (
              <TextInput
                {...wiring}
                inputMode="numeric"
                value={typed[count]}
                onChange={(event) => onType({ [count]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}
