package org.pidesk.desk;

import java.util.Map;
import java.util.NoSuchElementException;
import org.pidesk.campaign.CampaignTasks;
import org.pidesk.complaint.ComplaintTasks;
import org.pidesk.request.InvalidAnswer;
import org.pidesk.request.StaffTasks;
import org.pidesk.request.TaskReadings;
import org.pidesk.signin.SupportTasks;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.stereotype.Component;

/**
 * Puts each task's question to whom it belongs: support's to the sign-in, a campaign's and a complaint's there, all
 * others to the case.
 */
@Component
class Questions {
    private final StaffTasks ofCases;
    private final TaskReadings readings;
    private final SupportTasks ofSupport;
    private final ComplaintTasks ofComplaints;
    private final CampaignTasks ofCampaigns;
    private final StaffMembers staff;

    Questions(
            StaffTasks ofCases,
            TaskReadings readings,
            SupportTasks ofSupport,
            ComplaintTasks ofComplaints,
            CampaignTasks ofCampaigns,
            StaffMembers staff) {
        this.ofCases = ofCases;
        this.readings = readings;
        this.ofSupport = ofSupport;
        this.ofComplaints = ofComplaints;
        this.ofCampaigns = ofCampaigns;
        this.staff = staff;
    }

    /**
     * What the task shows. Its reader is noted.
     *
     * @throws NoSuchElementException when the task is support's and the reader is not, whatever the engine lets them see
     */
    Map<String, Object> sheet(OpenTask task, String reader) {
        if (ofComplaints.ask(task.key())) {
            return ofComplaints.sheet(task.reference(), reader);
        }
        if (ofCampaigns.ask(task.key())) {
            return ofCampaigns.sheet(task.key(), task.reference());
        }
        var sheet = ofSupport.ask(task.key())
                ? sheetOfSupport(task, reader)
                : ofCases.sheet(task.key(), task.reference(), task.system());
        readings.note(task.reference(), task.key(), task.system(), reader);
        return sheet;
    }

    private Map<String, Object> sheetOfSupport(OpenTask task, String reader) {
        staff.find(reader).filter(member -> member.role() == Role.ADMINISTRATOR).orElseThrow();
        return ofSupport.sheet(task.key(), task.reference());
    }

    /** @throws InvalidAnswer when the answer is not complete; its fields carry a sentence each */
    void check(OpenTask task, Map<String, Object> answer) {
        if (ofSupport.ask(task.key())) {
            mustBeComplete(ofSupport.complaints(task.key(), answer));
        } else if (ofComplaints.ask(task.key())) {
            mustBeComplete(ofComplaints.lacks(task.reference(), answer));
        } else if (ofCampaigns.ask(task.key())) {
            mustBeComplete(ofCampaigns.complaints(task.key(), task.reference(), answer, null));
        } else {
            ofCases.check(task.key(), task.reference(), task.system(), answer);
        }
    }

    /** Records the answer in the caller's transaction, after checking it again. @param by who answers */
    void record(OpenTask task, Map<String, Object> answer, String by) {
        if (ofSupport.ask(task.key())) {
            mustBeComplete(ofSupport.complaints(task.key(), answer));
            ofSupport.record(task.key(), task.reference(), answer, by);
        } else if (ofComplaints.ask(task.key())) {
            mustBeComplete(ofComplaints.lacks(task.reference(), answer));
            ofComplaints.record(task.reference(), answer, by);
        } else if (ofCampaigns.ask(task.key())) {
            mustBeComplete(ofCampaigns.complaints(task.key(), task.reference(), answer, by));
            ofCampaigns.record(task.key(), task.reference(), answer, by);
        } else {
            ofCases.record(task.key(), task.reference(), task.system(), answer, by);
        }
    }

    private static void mustBeComplete(Map<String, String> lacks) {
        if (!lacks.isEmpty()) {
            throw new InvalidAnswer(lacks);
        }
    }
}
