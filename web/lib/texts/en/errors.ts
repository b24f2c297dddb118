/** One entry for each code of `shared/errors.ts`: what failed, what is safe, what to do. */
export const errors = {
  offline: {
    what: "Konak cannot be reached.",
    safe: "What you wrote is kept here.",
    todo: "Check the connection; sending starts again by itself.",
  },
  not_signed_in: {
    what: "You are signed out.",
    safe: "What you wrote is kept in this browser.",
    todo: "Sign in again and go on.",
  },
  not_allowed: {
    what: "Your role does not include this.",
    safe: "Nothing was changed.",
    todo: "An owner or lead of the workspace can do it or change your role.",
  },
  not_found: {
    what: "This is not here any more.",
    safe: "Everything else is as it was.",
    todo: "Go back to the list; it may have been deleted or belong to a brand you do not see.",
  },
  invalid_input: {
    what: "Something in the form does not fit.",
    safe: "Nothing was changed.",
    todo: "Check the marked fields and try again.",
  },
  conflict: {
    what: "Somebody else changed this meanwhile.",
    safe: "Their change stands and your text is kept.",
    todo: "Look at what is new, then try again.",
  },
  gone: {
    what: "This was deleted on the network.",
    safe: "What was said before stays readable here.",
    todo: "There is nothing to answer any more; mark the thread as done.",
  },
  too_long: {
    what: "The text is longer than the network allows.",
    safe: "The text is kept.",
    todo: "Shorten it and send again.",
  },
  needs_confirmation: {
    what: "This asks for your word first.",
    safe: "Nothing was sent.",
    todo: "Read the reasons and confirm, or change the text.",
  },
  too_late: {
    what: "It is too late to take this back.",
    safe: "What was sent stands as it was written.",
    todo: "Open it on the network to delete or correct it there.",
  },
  channel_reconnect: {
    what: "The channel's key no longer works.",
    safe: "Nothing is lost: reading goes on where it stopped and answers wait.",
    todo: "Reconnect the channel.",
  },
  channel_narrowed: {
    what: "The key of this channel lacks a permission.",
    safe: "What waits to go out is kept.",
    todo: "Give the permission over there and try the channel again, or reconnect it.",
  },
  channel_paused: {
    what: "This channel is paused.",
    safe: "What waits to go out is kept.",
    todo: "Resume it on the page of channels.",
  },
  wrong_password: {
    what: "The address or the password is not right.",
    safe: "Nothing was changed.",
    todo: "Check both and try again.",
  },
  network_unreachable: {
    what: "The network does not answer.",
    safe: "What you wrote is kept.",
    todo: "Try again in a minute.",
  },
  address_not_allowed: {
    what: "Konak does not connect to this address.",
    safe: "Nothing was sent there.",
    todo: "Use the public address of the server, such as https://bsky.social.",
  },
  rate_limited: {
    what: "Too many tries in a short time.",
    safe: "Nothing was changed.",
    todo: "Wait a minute and try again.",
  },
  link_expired: {
    what: "This link has expired.",
    safe: "Nothing was changed.",
    todo: "Ask the person who sent it for a new one.",
  },
  link_used: {
    what: "This link was used already.",
    safe: "It works once, so that nobody else can use it.",
    todo: "Sign in, or ask for a new link.",
  },
  loop_open: {
    what: "Not everybody has heard yet, so the loop stays open.",
    safe: "What you wrote down about the outcome is kept.",
    todo: "Answer the followers on the list, or set them aside with a reason.",
  },
  brief_incomplete: {
    what: "The brief is not ready to be published.",
    safe: "What you wrote is saved, and nobody outside the team sees it.",
    todo: "Mend what the brief check lists, then publish again.",
  },
  ideas_undecided: {
    what: "People of this call still wait for an answer, so it stays open.",
    safe: "Everything that was decided and sent is kept.",
    todo: "Decide the ideas on the list and send the letters that wait, then close the call.",
  },
  reason_empty: {
    what: "This reason does not answer the idea.",
    safe: "Nothing was decided and nobody was told.",
    todo: "Write at least 40 characters and take up words of the idea.",
  },
  storage_full: {
    what: "The disk of the server is full.",
    safe: "What was saved before is safe; this change was not saved.",
    todo: "Free some space on the server and try again.",
  },
  model_silent: {
    what: "The language model did not answer in time.",
    safe: "Your words are as they were, and nothing was sent to anybody.",
    todo: "Try again in a minute, or write it yourself; everything else works without it.",
  },
  model_refused: {
    what: "The language model refused to answer.",
    safe: "Your words are as they were, and nothing was sent to anybody.",
    todo: "Try again, or ask whoever set it up to look at its key and its name.",
  },
  model_useless: {
    what: "What the language model answered is no reply.",
    safe: "Your words are as they were, and nothing was sent to anybody.",
    todo: "Try again, or ask whoever set it up whether that is an OpenAI-compatible server.",
  },
  translation_too_long: {
    what: "This is longer than the language model translates at once.",
    safe: "Nothing was sent to the model, and what is here is kept.",
    todo: "Write the translation by hand, or send the original.",
  },
  unexpected: {
    what: "Something went wrong on our side.",
    safe: "What you wrote is kept.",
    todo: "Try again; if it stays, the server's log says more.",
  },
} as const;
