import type { NetworkAction } from "../../shared/channels/capabilities.ts";
import type { Blog } from "./server.ts";

const text = (words: string): string => JSON.stringify(words).replaceAll("$", "\\$");
const say = (expression: string): string => `echo "\\x01" . json_encode(${expression});`;

/** What people do on the blog itself, by WordPress's own functions: the owner Lumi, and Hannah who reads and comments. */
export function peopleOf({ php }: Blog) {
  const hannah = `'comment_author' => 'Hannah Whitfield', 'comment_author_email' => 'hannah@mail.example', 'user_id' => 0`;
  const insert = (fields: string) => String(php<number>(say(`wp_insert_comment([${fields}])`)));
  const isPost = (id: string) => php<boolean>(say(`(bool) get_post(${id}) && !get_comment(${id})`));
  const place = (parent: string) =>
    isComment(parent)
      ? `'comment_post_ID' => get_comment(${parent})->comment_post_ID, 'comment_parent' => ${parent}`
      : `'comment_post_ID' => ${parent}, 'comment_parent' => 0`;
  // Posts and comments are numbered apart, so ids of comments begin high above those of posts.
  const isComment = (id: string) => Number(id) >= firstComment && !isPost(id);
  const firstComment = php<number>(
    `global $wpdb; $wpdb->query("ALTER TABLE {$wpdb->comments} AUTO_INCREMENT = 100000"); ${say("100000")}`,
  );
  const commentAs = (who: string, parent: string, words: string, more = "") =>
    insert(`${who}, ${place(parent)}, 'comment_content' => ${text(words)}, 'comment_approved' => 1 ${more}`);
  return {
    password: (user: string, name: string): string =>
      php(
        `[$p] = WP_Application_Passwords::create_new_application_password(get_user_by('login', '${user}')->ID, ['name' => '${name}']); ${say("$p")}`,
      ),
    revoke: (user: string): void =>
      php(
        `WP_Application_Passwords::delete_all_application_passwords(get_user_by('login', '${user}')->ID); ${say("1")}`,
      ),
    writer: (): string =>
      php(`wp_insert_user(['user_login' => 'writer', 'user_pass' => 'x', 'role' => 'author']); ${say("'writer'")}`),
    post: (words: string): string =>
      String(
        php<number>(
          say(
            `wp_insert_post(['post_title' => ${text(words)}, 'post_content' => ${text(words)}, 'post_status' => 'publish', 'post_author' => 1])`,
          ),
        ),
      ),
    unpublish: (id: string): void => php(say(`(bool) wp_trash_post(${id})`)),
    comment: (parent: string, words: string) => commentAs(hannah, parent, words),
    answer: (parent: string, words: string) => commentAs(`'user_id' => 1, 'comment_author' => 'lumi'`, parent, words),
    commentBefore: (days: number, words: string) => {
      const at = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
      return commentAs(hannah, "1", words, `, 'comment_date' => '${at}', 'comment_date_gmt' => '${at}'`);
    },
    edit: (id: string, words: string): void =>
      php(say(`wp_update_comment(['comment_ID' => ${id}, 'comment_content' => ${text(words)}])`)),
    remove: (id: string): void => php(say(`wp_trash_comment(${id})`)),
    status: (id: string, status: string): void => php(say(`wp_set_comment_status(${id}, '${status}')`)),
    answersUnder: (id: string): { id: string; text: string }[] =>
      php<{ comment_ID: string; comment_content: string }[]>(
        say(`array_values(get_comments(['parent' => ${id}, 'user_id' => 1, 'status' => 'approve']))`),
      ).map((one) => ({ id: one.comment_ID, text: one.comment_content })),
    wasDone(action: NetworkAction, id: string): boolean {
      const status = php<string | false>(say(`wp_get_comment_status(${id})`));
      const wanted: Partial<Record<NetworkAction, string>> = {
        hide: "unapproved",
        unhide: "approved",
        report: "spam",
        removeTheirs: "trash",
        edit: "approved",
      };
      const words = php<string>(say(`get_comment(${id})->comment_content ?? ''`));
      return status === wanted[action] && (action !== "edit" || words === "In other words");
    },
  };
}
