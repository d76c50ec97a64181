package org.pidesk.campaign;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How fast and how far messages go to many people ({@code pidesk.campaign}).
 *
 * @param perMinute messages in a minute, as the carrier allows
 * @param wave how long a wave lasts; between two the limits are looked at
 * @param firstWave messages in the first wave; each following one may be twice as large, as far as the rate allows
 * @param silence after how many days no answer is a no
 * @param pauseAtBounces which share of messages that came back brings a campaign to rest; carriers close an account at 0.10
 * @param pauseAtComplaints which share of complaints brings a campaign to rest; carriers close an account at 0.001
 * @param leastSample how many messages must be out before the share of those that came back means anything
 * @param leastSampleOfComplaints how many must be out before one complaint can bring it to rest; of fewer it takes two, and the share
 * @param window over how many of the last messages the shares are taken
 * @param mostRows how many people a list may have
 * @param largestList the largest list, in bytes
 * @param screeningsPerHour how many lists an hour the staff of an organisation may screen, and as many again its key
 * @param keepRecipients how long it is known to whom a mail to many went
 */
@Validated
@ConfigurationProperties("pidesk.campaign")
record CampaignSettings(
        @Min(1) @Max(1_000_000) @DefaultValue("600") int perMinute,

        @DurationMin(minutes = 1) @DurationMax(hours = 4) @DefaultValue("10m")
        Duration wave,

        @Min(1) @DefaultValue("200") int firstWave,
        @Min(30) @Max(90) @DefaultValue("30") int silence,

        @DecimalMin("0.001") @DecimalMax("0.099") @DefaultValue("0.08")
        double pauseAtBounces,

        @DecimalMin("0.0001") @DecimalMax("0.00099") @DefaultValue("0.0008")
        double pauseAtComplaints,

        @Min(10) @DefaultValue("100") int leastSample,
        @Min(100) @DefaultValue("1000") int leastSampleOfComplaints,
        @Min(100) @DefaultValue("10000") int window,
        @Min(1) @Max(2_000_000) @DefaultValue("1000000") int mostRows,
        @DefaultValue("256MB") DataSize largestList,
        @Min(1) @DefaultValue("20") int screeningsPerHour,

        @DurationMin(days = 1) @DurationMax(days = 366) @DefaultValue("90d")
        Duration keepRecipients) {}
