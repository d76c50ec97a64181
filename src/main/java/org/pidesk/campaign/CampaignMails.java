package org.pidesk.campaign;

import java.util.function.Predicate;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells the compliance managers of an organisation what happened with a campaign: a link, and no name. */
@Component
class CampaignMails {
    private final Notices notices;
    private final StaffMembers staff;
    private final String staffUrl;

    CampaignMails(Notices notices, StaffMembers staff, @Value("${pidesk.staff-url}") String staffUrl) {
        this.notices = notices;
        this.staff = staff;
        this.staffUrl = staffUrl;
    }

    void boughtListRefused(Campaign campaign) {
        tell(campaign, Kind.BOUGHT_LIST_REFUSED, manager -> true);
    }

    void paused(Campaign campaign) {
        tell(campaign, Kind.CAMPAIGN_PAUSED, manager -> true);
    }

    /** Whoever wrote it cannot approve it, and is not asked to. */
    void proposed(Campaign campaign) {
        tell(campaign, Kind.BULK_MAIL_PROPOSED, manager -> !manager.username().equals(campaign.startedBy()));
    }

    private void tell(Campaign campaign, Kind kind, Predicate<StaffMember> whom) {
        staff.of(campaign.organisation(), Role.COMPLIANCE_MANAGER).stream()
                .filter(whom)
                .forEach(manager -> notices.send(Notice.of(kind, campaign.organisation(), manager.email())
                        .with("link", staffUrl + "/desk/campaigns/" + campaign.reference())));
    }
}
