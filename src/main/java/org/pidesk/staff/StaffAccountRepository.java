package org.pidesk.staff;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface StaffAccountRepository extends JpaRepository<StaffAccount, String> {
    Optional<StaffAccount> findByUsernameAndDisabledFalse(String username);

    /** How many accounts of a role can be signed in to, without one of them. */
    int countByRoleAndDisabledFalseAndPasswordNotNullAndUsernameNot(Role role, String username);

    List<StaffAccount> findByDisabledFalseOrderByUsername();

    List<StaffAccount> findByDisabledFalseAndPasswordNotNullOrderByUsername();

    List<StaffAccount> findByOrganisationAndRoleAndDisabledFalseOrderByUsername(String organisation, Role role);

    List<StaffAccount> findAllByOrderByUsername();

    List<StaffAccount> findByOrganisationAndRoleOrderByUsername(String organisation, Role role);
}
