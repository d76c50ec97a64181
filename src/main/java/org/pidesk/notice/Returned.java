package org.pidesk.notice;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Address;

/**
 * What came back says this.
 *
 * @param code the other side's status, like {@code 5.1.1}; null where it gave none
 * @param message which of our messages it is about; empty where nothing of it is signed by us: then it proves nothing,
 *     and changes nothing
 * @param named the mailboxes that it names, as far as it is a report for programs
 */
record Returned(Sort sort, ReturnReason reason, String code, Optional<UUID> message, List<String> named) {
    enum Sort {
        /** It will never arrive there. */
        HARD,
        /** It did not arrive; another may. */
        SOFT,
        COMPLAINT,
        NOT_A_BOUNCE
    }

    static Returned of(Sort sort, ReturnReason reason, String code) {
        return new Returned(sort, reason, code, Optional.empty(), List.of());
    }

    static Returned notABounce(ReturnReason reason) {
        return of(Sort.NOT_A_BOUNCE, reason, null);
    }

    Returned about(Optional<UUID> which) {
        return new Returned(sort, reason, code, which, named);
    }

    Returned naming(List<String> mailboxes) {
        return new Returned(sort, reason, code, message, mailboxes);
    }

    /** What names other mailboxes alone proves nothing of that of the message: it was passed on. */
    Returned of(Address recipient) {
        return sort != Sort.HARD || named.isEmpty() || named.contains(recipient.value())
                ? this
                : new Returned(Sort.SOFT, ReturnReason.PASSED_ON, code, message, named);
    }
}
