package org.pidesk.notice;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says what would be written to people if something were done: it is done in a transaction of its own, and taken back.
 * So the letters are the very ones, and nothing of the deed remains.
 */
@Component
public class Letters {
    private final TransactionTemplate takenBack;

    Letters(PlatformTransactionManager transactions) {
        this.takenBack = new TransactionTemplate(transactions);
        this.takenBack.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @param deed what it throws is thrown on */
    public List<Letter> of(Runnable deed) {
        var heard = new Heard();
        TransactionSynchronizationManager.bindResource(this, heard);
        try {
            takenBack.executeWithoutResult(status -> {
                status.setRollbackOnly();
                deed.run();
            });
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
        return heard.letters;
    }

    /** Whether it is only tried out what would be said. Then it is noted here, and must not be sent. */
    boolean hear(Notice notice, Message message) {
        if (!(TransactionSynchronizationManager.getResource(this) instanceof Heard heard)) {
            return false;
        }
        if (notice.kind().isToAPerson()) {
            heard.letters.add(Letter.of(notice.to(), message));
        }
        return true;
    }

    private static final class Heard {
        private final List<Letter> letters = new ArrayList<>();
    }
}
