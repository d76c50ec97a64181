package org.pidesk.signin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What guards the sign-in of staff. No setting shuts an account: the right password with the check always opens.
 *
 * @param freeAttempts how many attempts in a row an account has before each attempt must come with the check
 * @param freeAttemptsOfNetwork the same for all attempts in vain from untrusted browsers of one network within an hour;
 *     more where many staff share one address
 * @param alertAfter at which attempt in a row that came to nothing support is told
 * @param checkEffort how dear the check is to a browser: 5000 is about a second of one processor
 * @param checksPerNetwork how many checks in an hour one network is given; enough for an office behind one address
 * @param codesPerNetwork how many codes in an hour one network may have mailed in place of the check
 * @param linksPerNetwork how many links to choose a new password one network may ask for in an hour
 * @param verificationsPerHour how many mails in an hour ask one user about an unknown browser
 * @param deviceIdle after what time without a sign-in a browser is a stranger again
 */
@Validated
@ConfigurationProperties("pidesk.sign-in")
record SignInSettings(
        @Min(0) @Max(3) @DefaultValue("3") int freeAttempts,
        @Min(0) @DefaultValue("3") int freeAttemptsOfNetwork,
        @Min(4) @Max(10) @DefaultValue("10") int alertAfter,
        @Min(1000) @Max(100_000) @DefaultValue("5000") int checkEffort,
        @Min(1) @DefaultValue("600") int checksPerNetwork,
        @Min(1) @DefaultValue("20") int codesPerNetwork,
        @Min(1) @DefaultValue("20") int linksPerNetwork,
        @Min(1) @DefaultValue("6") int verificationsPerHour,
        @DefaultValue("90d") Duration deviceIdle) {}
