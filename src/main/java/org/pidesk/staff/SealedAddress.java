package org.pidesk.staff;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;

/**
 * Keeps the address of a staff member sealed: a copy of the database does not tell whom to write false mails to, and
 * staff who are customers too leave no trace of that beside their own record.
 */
@Converter
class SealedAddress implements AttributeConverter<EmailAddress, byte[]> {
    private static final String PLACE = "staff_member.address";

    private final SealingKey key;

    SealedAddress(Secrets secrets) {
        this.key = secrets.sealingKey("staff", "address");
    }

    @Override
    public byte[] convertToDatabaseColumn(EmailAddress address) {
        return address == null ? null : key.seal(address.value().getBytes(StandardCharsets.UTF_8), PLACE);
    }

    @Override
    public EmailAddress convertToEntityAttribute(byte[] sealed) {
        return sealed == null ? null : new EmailAddress(new String(key.open(sealed, PLACE), StandardCharsets.UTF_8));
    }
}
