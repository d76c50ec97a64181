package org.pidesk.campaign;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;

/**
 * Somebody on a list, as the sealed part of a row holds them. No field has a line break.
 *
 * @param email null when unknown, like all others
 */
record Person(EmailAddress email, MobileNumber mobile, String firstName, String lastName, String idNumber) {
    private static final int FIELDS = 5;

    Optional<Address> at(Channel channel) {
        return Optional.ofNullable(channel == Channel.EMAIL ? email : mobile);
    }

    Stream<Address> addresses() {
        return Stream.<Address>of(email, mobile).filter(address -> address != null);
    }

    byte[] write() {
        return Stream.of(
                        email == null ? "" : email.value(),
                        mobile == null ? "" : mobile.value(),
                        orNothing(firstName),
                        orNothing(lastName),
                        orNothing(idNumber))
                .reduce((before, after) -> before + "\n" + after)
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8);
    }

    static Person read(byte[] written) {
        var fields = new String(written, StandardCharsets.UTF_8).split("\n", FIELDS);
        return new Person(
                fields[0].isEmpty() ? null : new EmailAddress(fields[0]),
                fields[1].isEmpty() ? null : new MobileNumber(fields[1]),
                orNull(fields[2]),
                orNull(fields[3]),
                orNull(fields[4]));
    }

    private static String orNothing(String text) {
        return text == null ? "" : text;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "a person";
    }
}
