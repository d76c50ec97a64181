package org.pidesk.portal;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where a person can complain about us ({@code pidesk.regulator}). */
@ConfigurationProperties("pidesk.regulator")
record Regulator(String name, String address, String phone, String email) {}
