package org.pidesk.staff;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The accounts of staff. Passwords are kept as Argon2id. */
@Service
public class StaffMembers {

    /** Makes an account, or renews the password, role and organisation of the one with this user name. */
    public void register(StaffMember member, String password) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<StaffMember> find(String username) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<StaffMember> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The member whose password this is. Takes as long for an unknown user name as for a wrong password. */
    public Optional<StaffMember> authenticate(String username, String password) {
        throw new UnsupportedOperationException("not built yet");
    }
}
