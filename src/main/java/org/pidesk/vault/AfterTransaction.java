package org.pidesk.vault;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is to be done once it is sure how the caller's transaction ended. */
final class AfterTransaction {
    private AfterTransaction() {}

    static void committed(Runnable then) {
        endedAs(TransactionSynchronization.STATUS_COMMITTED, then);
    }

    /** Not where the end is unknown: the row may be there, and would need its key. */
    static void rolledBack(Runnable then) {
        endedAs(TransactionSynchronization.STATUS_ROLLED_BACK, then);
    }

    /** A failure here is logged by Spring and reaches no caller, whose transaction has ended as it has. */
    private static void endedAs(int wanted, Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == wanted) {
                    then.run();
                }
            }
        });
    }
}
