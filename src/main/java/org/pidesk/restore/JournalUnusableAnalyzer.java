package org.pidesk.restore;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in a sentence instead of a stack trace. */
class JournalUnusableAnalyzer extends AbstractFailureAnalyzer<JournalUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JournalUnusable refusal) {
        return new FailureAnalysis(
                "pi-desk does not start: " + refusal.getMessage(),
                "Put the journal back as it was. Where it is lost, see \"A lost journal\" in docs/operations.md.",
                refusal);
    }
}
