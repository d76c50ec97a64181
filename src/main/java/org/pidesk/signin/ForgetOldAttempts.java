package org.pidesk.signin;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what no longer counts. */
@Component
class ForgetOldAttempts {
    private final AttemptCounts counts;
    private final MailedCodes codes;
    private final Devices devices;
    private final DeviceVerifications verifications;

    ForgetOldAttempts(AttemptCounts counts, MailedCodes codes, Devices devices, DeviceVerifications verifications) {
        this.counts = counts;
        this.codes = codes;
        this.devices = devices;
        this.verifications = verifications;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    public void run() {
        counts.forgetOld();
        codes.forgetOld();
        devices.forgetIdle();
        verifications.forgetOld();
    }
}
