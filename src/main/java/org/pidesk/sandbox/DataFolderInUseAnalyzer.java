package org.pidesk.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence instead of a stack trace that the folder is taken. */
class DataFolderInUseAnalyzer extends AbstractFailureAnalyzer<DataFolderInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderInUse taken) {
        return new FailureAnalysis(
                taken.getMessage(), "Stop the other one, or name another folder with --pidesk.data-dir=…", taken);
    }
}
