package org.pidesk.notice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An account with a carrier of text messages ({@code pidesk.sms.smpp}). SMPP 3.4 sets the lengths.
 *
 * @param host name of the carrier's message centre
 * @param port its port
 * @param systemId our name there
 * @param password our password there
 * @param systemType what the carrier wants to be told about our system; mostly empty
 */
public record SmppAccount(
        @NotBlank String host,
        @Min(1) @Max(65535) @DefaultValue("2775") int port,
        @NotBlank @Size(max = 15) String systemId,
        @NotNull @Size(max = 8) @DefaultValue("") String password,
        @NotNull @Size(max = 12) @DefaultValue("") String systemType) {

    /** Without the password. */
    @Override
    public String toString() {
        return systemId + " at " + host + ":" + port;
    }
}
