package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.notice.Returned.Sort;

/** What servers say at once, about the recipient or about us; what comes back by mail is in {@link ReturnReaderTest}. */
class DiagnosisTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.4.5 Daily user sending limit exceeded. For more information go to the help",
                "550-5.4.5 Daily sending quota exceeded. Learn more",
                "454 Throttling failure: Daily message quota exceeded",
                "454 Throttling failure: Maximum sending rate exceeded",
                "554 Sending suspended for this account",
                "554 Message rejected: Email address is not verified. The following identities failed the check",
                "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; cannot process",
                "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionQuotaExceeded",
                "550 5.2.251 Sender throttled due to continuous mailbox full errors",
                "550 5.1.8 Access denied, bad outbound sender",
                "550 5.4.6 mail rate exceeded limit",
                "554 5.7.1 <a@b.example>: Recipient address rejected: You have exceeded your Outmail quota"
            })
    void knowsWhatIsAboutOurAccount(String said) {
        assertThat(Diagnosis.isAboutOurAccount(said)).isTrue();
        assertThat(Diagnosis.of(said).sort()).isEqualTo(Sort.SOFT);
        assertThat(Diagnosis.of(said).reason()).isNotEqualTo(ReturnReason.MAILBOX_FULL);
    }

    @ParameterizedTest
    @CsvSource({
        "552 5.2.2 Mailbox quota exceeded, SOFT, MAILBOX_FULL",
        "552 5.2.2 The email account that you tried to reach is over quota, SOFT, MAILBOX_FULL",
        "550 5.1.1 User unknown, HARD, NO_SUCH_MAILBOX",
        "554 5.4.4 Host not found, HARD, NO_SUCH_HOST",
        "550 relay 10.5.4.51 says no such user, HARD, NO_SUCH_MAILBOX",
        "552 5.3.4 Message size exceeds limit, SOFT, TOO_BIG",
        "550 5.7.1 rejected as spam, SOFT, TAKEN_FOR_SPAM",
        "554 refused, SOFT, NOT_SAID"
    })
    void takesNothingForThatWhichIsAboutTheRecipient(String said, Sort sort, ReturnReason reason) {
        assertThat(Diagnosis.isAboutOurAccount(said)).isFalse();
        assertThat(Diagnosis.of(said).sort()).isEqualTo(sort);
        assertThat(Diagnosis.of(said).reason()).isEqualTo(reason);
    }
}
