package org.pidesk.notice;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;

/** The way a notice goes; its recipient's address decides it. */
enum Channel {
    EMAIL,
    SMS;

    static Channel to(Address address) {
        return address instanceof EmailAddress ? EMAIL : SMS;
    }
}
