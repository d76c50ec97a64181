package org.pidesk.activity;

import java.util.List;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;

/** The record of processing (section 17): append-only, chained per case, sealed over all, free of personal data. */
@Service
public class ActivityLog {

    /** Appends a fact in the caller's transaction. */
    public void record(Fact fact) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What was done in a case, oldest first. */
    public List<Entry> of(Reference reference) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Checks every chain, every seal and the anchor outside the database. */
    public Verification verify() {
        throw new UnsupportedOperationException("not built yet");
    }
}
