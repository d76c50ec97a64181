package org.pidesk.sandbox;

import static org.pidesk.operator.ProcessingSystem.Kind.DMS;
import static org.pidesk.operator.ProcessingSystem.Kind.OPERATOR;

import java.time.LocalDate;
import org.pidesk.operator.Particulars;
import org.pidesk.operator.TransferGround;

/** What the registers of the sample dealerships say. */
final class SampleSystems {
    private SampleSystems() {}

    static Particulars dms(String name) {
        return new Particulars(
                DMS,
                name,
                "Customers, vehicles, deals and services",
                "Sales, the workshop and what the law wants kept about them",
                "MSA 2023/114",
                LocalDate.of(2023, 5, 2),
                "Support desk",
                "support@dms.example.com",
                "011 555 0700",
                "Security line, day and night: 011 555 0799",
                "Midrand, South Africa",
                TransferGround.IN_SOUTH_AFRICA,
                "Search by number, email and mobile under «Customers»; search the archive too.",
                "Open the customer, choose «Edit», change the fields, then note the ticket.",
                "Search by number, email and mobile. Use «Anonymise customer», then note the ticket.");
    }

    static Particulars newsletters(String name) {
        return new Particulars(
                OPERATOR,
                name,
                "Names and addresses for newsletters",
                "Newsletters to customers who agreed to them",
                "Operator agreement 17",
                LocalDate.of(2025, 2, 14),
                "Nomvula Radebe",
                "privacy@newsletters.example.com",
                "021 555 0710",
                "incidents@newsletters.example.com",
                "Dublin, Ireland",
                TransferGround.LIKE_PROTECTION,
                "Search the audience by email address, also under «Unsubscribed».",
                "Change the subscriber’s profile; a new address is a new subscriber, so delete the old one.",
                "Ask the operator's support desk to remove the person from every list, and to block the address.");
    }

    static Particulars texts(String name) {
        return new Particulars(
                OPERATOR,
                name,
                "Mobile numbers and what was sent to them",
                "Reminders of bookings, and offers to customers who agreed to them",
                "Operator agreement 21",
                LocalDate.of(2025, 8, 1),
                "Account desk",
                null,
                "021 555 0720",
                "On-call engineer: 021 555 0729",
                "Cape Town, South Africa",
                TransferGround.IN_SOUTH_AFRICA,
                "Search by number under «Recipients», and in the sending log.",
                "Replace the number under «Recipients».",
                "Remove the number in the operator's console, and export the confirmation.");
    }
}
