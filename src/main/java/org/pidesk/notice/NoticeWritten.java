package org.pidesk.notice;

/** There is something new in the outbox. */
record NoticeWritten() {}
