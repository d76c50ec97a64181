package org.pidesk.notice;

import java.util.Optional;
import java.util.UUID;

/**
 * What came back says this.
 *
 * @param code the other side's status, like {@code 5.1.1}; null where it gave none
 * @param message which of our messages it is about; empty where nothing of it is signed by us: then it proves nothing,
 *     and changes nothing
 */
record Returned(Sort sort, ReturnReason reason, String code, Optional<UUID> message) {
    enum Sort {
        /** It will never arrive there. */
        HARD,
        /** It did not arrive; another may. */
        SOFT,
        COMPLAINT,
        NOT_A_BOUNCE
    }

    static Returned of(Sort sort, ReturnReason reason, String code) {
        return new Returned(sort, reason, code, Optional.empty());
    }

    static Returned notABounce(ReturnReason reason) {
        return of(Sort.NOT_A_BOUNCE, reason, null);
    }

    Returned about(Optional<UUID> which) {
        return new Returned(sort, reason, code, which);
    }
}
