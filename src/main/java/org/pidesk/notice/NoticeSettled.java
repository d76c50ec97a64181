package org.pidesk.notice;

import org.pidesk.kernel.Reference;

/**
 * A notice {@link Kind#isWaitedFor() that is waited for} was handed over, or any has finally failed; published in the
 * transaction that notes it.
 *
 * @param delivered false when it expired, was refused for good, or a black list stopped it
 */
public record NoticeSettled(Reference reference, Kind kind, boolean delivered) {}
