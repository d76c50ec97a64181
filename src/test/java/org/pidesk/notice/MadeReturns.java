package org.pidesk.notice;

import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.Returned.Sort;
import org.springframework.stereotype.Component;

/** Messages that come back, as the other side's server refuses them. */
@Component
public class MadeReturns {
    private final ReturnedMessages returned;
    private final MovableClock clock;

    MadeReturns(ReturnedMessages returned, MovableClock clock) {
        this.returned = returned;
        this.clock = clock;
    }

    /** There is no such mailbox. */
    public void forGood(OrganisationId organisation, Address address) {
        refuse(organisation, address, Returned.of(Sort.HARD, ReturnReason.NO_SUCH_MAILBOX, "5.1.1"));
    }

    /** The mailbox is full. */
    public void forNow(OrganisationId organisation, Address address) {
        refuse(organisation, address, Returned.of(Sort.SOFT, ReturnReason.MAILBOX_FULL, "5.2.2"));
    }

    private void refuse(OrganisationId organisation, Address address, Returned why) {
        returned.refused(
                new Stamp(UUID.randomUUID(), organisation, Kind.RECEIPT, "<1@x>", clock.instant()), address, why);
    }
}
