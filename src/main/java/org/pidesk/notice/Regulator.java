package org.pidesk.notice;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where a person can complain about us ({@code pidesk.regulator}). Offices move, so it is configuration.
 *
 * @param name the authority
 * @param address where the authority sits
 * @param phone its number
 * @param email where it takes complaints
 */
@Validated
@ConfigurationProperties("pidesk.regulator")
public record Regulator(
        @NotBlank @DefaultValue("Information Regulator") String name,

        @NotBlank @DefaultValue("Woodmead North Office Park, 54 Maxwell Drive, Woodmead, Johannesburg 2191")
        String address,

        @NotBlank @DefaultValue("010 023 5200") String phone,

        @NotBlank @DefaultValue("POPIAComplaints@inforegulator.org.za")
        String email) {}
