package org.pidesk.request;

import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MobileNumber;

/** How one address may be written in systems that know no normal form. */
final class Spellings {
    private Spellings() {}

    static List<String> of(Address address) {
        return address instanceof MobileNumber mobile ? ofNumber(mobile) : ofEmail(address.value());
    }

    private static List<String> ofNumber(MobileNumber mobile) {
        var digits = mobile.nationalDigits();
        var spaced = digits.substring(0, 2) + " " + digits.substring(2, 5) + " " + digits.substring(5);
        return List.of(
                mobile.value(),
                "27" + digits,
                "0027" + digits,
                "+27 " + spaced,
                "0" + digits,
                "0" + spaced,
                "0" + spaced.replace(' ', '-'),
                digits);
    }

    private static List<String> ofEmail(String email) {
        var host = email.lastIndexOf('@') + 1;
        var spellings = new LinkedHashSet<String>();
        spellings.add(email);
        spellings.add(email.substring(0, host) + IDN.toUnicode(email.substring(host)));
        return List.copyOf(spellings);
    }
}
