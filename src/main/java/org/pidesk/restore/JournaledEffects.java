package org.pidesk.restore;

import org.pidesk.consent.MarketingSaid;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.contact.ContactUseChanged;
import org.pidesk.suppression.BlackListChanged;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes in the transaction of each effect that the journal has to learn of it, and tells it once that is committed. */
@Component
class JournaledEffects {
    private final JournalTable table;
    private final ObjectProvider<JournalChore> chore;

    JournaledEffects(JournalTable table, ObjectProvider<JournalChore> chore) {
        this.table = table;
        this.chore = chore;
    }

    @EventListener
    void on(BlackListChanged changed) {
        note(Subject.listed(changed.entry()));
    }

    @EventListener
    void on(ContactDeIdentified gone) {
        note(Subject.erased(gone.contact()));
    }

    @EventListener
    void on(ContactUseChanged changed) {
        note(Subject.refused(changed.contact()));
    }

    @EventListener
    void on(MarketingSaid said) {
        note(Subject.refused(said.contact()));
    }

    private void note(Subject subject) {
        table.add(subject);
        var isTold =
                TransactionSynchronizationManager.getSynchronizations().stream().anyMatch(Afterwards.class::isInstance);
        if (!isTold) {
            TransactionSynchronizationManager.registerSynchronization(new Afterwards());
        }
    }

    private final class Afterwards implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            chore.ifAvailable(JournalChore::writeSoon);
        }
    }
}
