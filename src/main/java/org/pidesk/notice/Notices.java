package org.pidesk.notice;

import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;

/** Says things to people. A notice is a row of the outbox, written in the caller's transaction and sent after it. */
@Service
public class Notices {

    /** Puts a notice into the outbox. It is sent once at least, always under the same Message-ID. */
    public void send(Notice notice) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Whether every notice of this kind in this case was delivered or has finally failed. */
    public boolean settled(Reference reference, Kind kind) {
        throw new UnsupportedOperationException("not built yet");
    }
}
