import { useQuery } from "@tanstack/react-query";
import { Ellipsis, UserPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Person } from "#shared/team/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { usePaletteActions } from "#web/lib/keys.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { ChangeDialog, InviteDialog, RemoveDialog } from "./person-dialogs.tsx";

type Window = { is: "invite" } | { is: "change" | "remove"; person: Person } | null;

export function PeopleScreen({ notice }: { notice: ReactNode }) {
  const { t } = useTexts("team");
  const me = useMe();
  const trpc = useTRPC();
  const people = useQuery(trpc.team.people.queryOptions());
  const mayInvite = useMay("person.invite");
  const [open, setOpen] = useState<Window>(null);
  const close = () => setOpen(null);
  const { t: say } = useTexts("shell");
  usePaletteActions(
    mayInvite
      ? [
          {
            id: "invite",
            label: t("people.inviteTitle"),
            group: say("palette.actions"),
            run: () => setOpen({ is: "invite" }),
          },
        ]
      : [],
  );
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("people.title")}</PaneTitle>
          <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">
            {t("people.sub", { workspace: me.workspace.name })}
          </span>
          {mayInvite && (
            <Button variant="primary" icon={UserPlus} onClick={() => setOpen({ is: "invite" })}>
              {t("people.invite")}
            </Button>
          )}
        </>
      }
    >
      {notice}
      {people.isError && <Problem error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <SkeletonRows count={4} height={44} />}
      {people.data && (
        <Card flush>
          <PeopleTable people={people.data} onOpen={setOpen} />
        </Card>
      )}
      {open?.is === "invite" && <InviteDialog onClose={close} />}
      {open?.is === "change" && <ChangeDialog person={open.person} onClose={close} />}
      {open?.is === "remove" && <RemoveDialog person={open.person} onClose={close} />}
    </Page>
  );
}

function PeopleTable({ people, onOpen }: { people: Person[]; onOpen: (open: Window) => void }) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("shell");
  const me = useMe();
  const format = useFormat();
  const mayChange = useMay("person.change");
  const names = new Map(me.brands.map((brand) => [brand.id, brand.name]));
  const brandsOf = (ids: string[] | null) =>
    ids ? format.list(ids.map((id) => names.get(id) ?? id)) : t("people.allBrands");
  return (
    <Table
      caption={t("people.title")}
      head={
        <>
          <Th>{t("people.column.person")}</Th>
          <Th>{t("people.column.role")}</Th>
          <Th className="max-sm:hidden">{t("people.column.brands")}</Th>
          <Th className="max-sm:hidden">{t("people.column.since")}</Th>
          <Th>
            <span className="sr-only">{t("people.change")}</span>
          </Th>
        </>
      }
    >
      {people.map((person) => (
        <Tr key={`${person.state} ${person.id}`}>
          <Td className="h-12!">
            <span className="flex min-w-0 items-center gap-2.5">
              <Avatar name={person.name || person.email} size="m" />
              <span className="min-w-0">
                <b className="block truncate leading-4 font-medium">
                  {person.name || person.email}
                  {person.id === me.user.id && (
                    <span className="ml-1.5 font-normal text-text-3">{t("people.you")}</span>
                  )}
                </b>
                {person.name && <small className="block truncate text-12 text-text-3">{person.email}</small>}
              </span>
            </span>
          </Td>
          <Td>
            <span className="flex items-center gap-2">
              {say(`role.${person.role}`)}
              {person.state === "invited" && <Pill tone="hint">{t("people.waiting")}</Pill>}
            </span>
          </Td>
          <Td className="text-text-2 max-sm:hidden">{brandsOf(person.brandIds)}</Td>
          <Td className="text-text-2 max-sm:hidden">{format.day(person.since)}</Td>
          <Td end>{mayChange && person.id !== me.user.id && <RowMenu person={person} onOpen={onOpen} />}</Td>
        </Tr>
      ))}
    </Table>
  );
}

function RowMenu({ person, onOpen }: { person: Person; onOpen: (open: Window) => void }) {
  const { t } = useTexts("team");
  const name = person.name || person.email;
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t("people.actions", { name })} />}>
      {person.state === "active" && (
        <MenuItem onSelect={() => onOpen({ is: "change", person })}>{t("people.change")}</MenuItem>
      )}
      <MenuItem danger onSelect={() => onOpen({ is: "remove", person })}>
        {t("people.remove")}
      </MenuItem>
    </Menu>
  );
}
