package org.pidesk.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says a refusal in sentences instead of a stack trace. */
class RefusalAnalyzer extends AbstractFailureAnalyzer<RefusedToStart> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedToStart refusal) {
        return new FailureAnalysis(
                "pi-desk does not start with the profile prod:\n\n- " + String.join("\n- ", refusal.sentences()),
                "Set what is named above; docs/operations.md says how.",
                refusal);
    }
}
