package org.pidesk.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be asked in an hour. The limits per address are not among them: three an hour and six a day keep
 * guessing below three in a hundred thousand.
 *
 * @param codesPerNetwork codes asked for from one network
 * @param guessesPerNetwork codes typed in from one network
 * @param codes codes sent by this installation, and as many again to who has proven an address: what an attack can cost
 */
@ConfigurationProperties("pidesk.identity.per-hour")
record IdentitySettings(
        @DefaultValue("120") int codesPerNetwork,
        @DefaultValue("300") int guessesPerNetwork,
        @DefaultValue("2000") int codes) {}
