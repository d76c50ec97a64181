package org.pidesk.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence instead of a stack trace why there is no database. */
class NoDatabaseAnalyzer extends AbstractFailureAnalyzer<NoDatabase> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoDatabase none) {
        return new FailureAnalysis(
                none.getMessage(),
                "See spring.datasource.url, .username and .password, spring.flyway.user and .password, and the log of"
                        + " the database. pidesk.database.patience says how long a database that is away is waited for.",
                none);
    }
}
