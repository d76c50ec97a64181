package org.pidesk.notice;

/** What a line takes: words that are still to be packed, or one of many mails that share their packing. */
sealed interface Sendable permits Message, FilledMail {}
