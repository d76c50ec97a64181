package org.pidesk.vault;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is to be done once it is sure how the caller's transaction ended. A failure then is logged by Spring and reaches no
 * caller, whose transaction has ended as it has.
 */
final class AfterTransaction {
    private AfterTransaction() {}

    static void committed(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    then.run();
                }
            }
        });
    }

    /**
     * Not where the end is unknown: the row may be there, and would need its key. Spring says that a transaction was rolled
     * back also where the line broke after the commit was sent, so only one that never came to its commit is believed.
     */
    static void rolledBack(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            private boolean isCommitting;

            @Override
            public void beforeCommit(boolean readOnly) {
                isCommitting = true;
            }

            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK && !isCommitting) {
                    then.run();
                }
            }
        });
    }
}
