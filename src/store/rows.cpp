#include "store/rows.h"

namespace ante::store::detail {

std::string text_for(Text which, std::string_view table, std::span<const FieldRow> fields,
                     std::size_t key) {
    std::string columns;
    std::string places;
    std::string keys;
    std::string where;
    std::string updates;
    std::string same;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string name(fields[i].name);
        const std::string place = "$" + std::to_string(i + 1);
        columns += (i == 0 ? "" : ", ") + name;
        places += (i == 0 ? "" : ", ") + place;
        if (i < key) {
            keys += (i == 0 ? "" : ", ") + name;
            where += (i == 0 ? "" : " AND ") + name + " = " + place;
        } else {
            updates += (i == key ? "" : ", ") + name + " = excluded." + name;
            same += " AND " + name + " IS NOT DISTINCT FROM " + place;
        }
    }
    const std::string of(table);
    switch (which) {
        case Text::insert:
            return "INSERT INTO " + of + " (" + columns + ") VALUES (" + places + ")";
        case Text::upsert:
            return "INSERT INTO " + of + " (" + columns + ") VALUES (" + places +
                   ") ON CONFLICT (" + keys + ") DO " +
                   (updates.empty() ? "NOTHING" : "UPDATE SET " + updates);
        case Text::remove: return "DELETE FROM " + of + " WHERE " + where;
        case Text::holds: return "SELECT 1 FROM " + of + " WHERE " + where + same;
        case Text::select: return "SELECT " + columns + " FROM " + of + " ";
    }
    return {};
}

Result<void> update_row(Connection& db, std::string_view table, std::span<const FieldRow> fields,
                        std::size_t key, const std::vector<Value>& before,
                        const std::vector<Value>& after) {
    std::string sets;
    std::vector<Value> values;
    const auto place = [&](std::size_t i) {
        values.push_back(after[i]);
        return std::string(fields[i].name) + " = $" + std::to_string(values.size());
    };
    for (std::size_t i = key; i < fields.size(); ++i) {
        if (before[i] == after[i]) continue;
        sets += (sets.empty() ? "" : ", ") + place(i);
    }
    if (sets.empty()) return success();
    std::string where;
    for (std::size_t i = 0; i < key; ++i) where += (i == 0 ? "" : " AND ") + place(i);
    TRYV(db.exec("UPDATE " + std::string(table) + " SET " + sets + " WHERE " + where, values));
    return success();
}

}  // namespace ante::store::detail
